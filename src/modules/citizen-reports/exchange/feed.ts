import type { Instant } from '../../../kernel/date.ts'
import { instantMs, toDate } from '../../../kernel/date.ts'
import { escapeXml, writeElement, XML_DECLARATION } from '../open311/xml-text.ts'

/**
 * Public reports as RSS 2.0 and Atom 1.0, for people who follow a place, a category or one report.
 */
export type Feed = Readonly<{
  title: string
  description: string
  /** Page for people that shows the same list. */
  siteUrl: string
  /** Address of the feed itself. */
  selfUrl: string
  language: 'id' | 'en'
  /** Who publishes: the region's government. */
  author: string
  updatedAt: Instant
  items: readonly FeedItem[]
}>

export type FeedItem = Readonly<{
  /** Lasting address of the entry: a report's page, or that page with #id of the step. */
  url: string
  title: string
  /** Plain text; never HTML. */
  summary: string
  publishedAt: Instant
  updatedAt: Instant
  categories: readonly string[]
  point?: Readonly<{ lat: number; lon: number }>
}>

export const RSS_CONTENT_TYPE = 'application/rss+xml; charset=utf-8'
export const ATOM_CONTENT_TYPE = 'application/atom+xml; charset=utf-8'

const ATOM_NS = 'http://www.w3.org/2005/Atom'
const GEORSS_NS = 'http://www.georss.org/georss'

const text = (name: string, value: string, attributes: Record<string, string> = {}) =>
  writeElement(name, escapeXml(value), attributes)

export function renderRss(feed: Feed): string {
  const channel = [
    text('title', feed.title),
    text('link', feed.siteUrl),
    text('description', feed.description),
    text('language', feed.language),
    text('lastBuildDate', rssDate(feed.updatedAt)),
    writeElement('atom:link', '', { href: feed.selfUrl, rel: 'self', type: 'application/rss+xml' }),
    ...feed.items.map(rssItem),
  ]
  const attributes = { version: '2.0', 'xmlns:atom': ATOM_NS, 'xmlns:georss': GEORSS_NS }
  const rss = writeElement('rss', writeElement('channel', channel.join('')), attributes)
  return `${XML_DECLARATION}${rss}\n`
}

function rssItem(item: FeedItem): string {
  const parts = [
    text('title', item.title),
    text('link', item.url),
    text('guid', item.url, { isPermaLink: 'true' }),
    text('pubDate', rssDate(item.publishedAt)),
    // A reader takes a description for HTML, so plain text is escaped once for HTML, once for XML.
    text('description', escapeXml(item.summary)),
    ...item.categories.map((category) => text('category', category)),
    ...geoPoint(item),
  ]
  return writeElement('item', parts.join(''))
}

/** RFC 822 with a four-digit year: "Tue, 24 Nov 2026 01:10:00 GMT". */
function rssDate(at: Instant): string {
  return toDate(instantMs(at)).toUTCString()
}

export function renderAtom(feed: Feed): string {
  const parts = [
    text('id', feed.selfUrl),
    text('title', feed.title),
    text('subtitle', feed.description),
    text('updated', atomDate(feed.updatedAt)),
    writeElement('author', text('name', feed.author)),
    writeElement('link', '', { href: feed.selfUrl, rel: 'self', type: 'application/atom+xml' }),
    writeElement('link', '', { href: feed.siteUrl, rel: 'alternate', type: 'text/html' }),
    ...feed.items.map(atomEntry),
  ]
  const attributes = { xmlns: ATOM_NS, 'xmlns:georss': GEORSS_NS, 'xml:lang': feed.language }
  return `${XML_DECLARATION}${writeElement('feed', parts.join(''), attributes)}\n`
}

function atomEntry(item: FeedItem): string {
  const parts = [
    text('id', item.url),
    text('title', item.title),
    text('updated', atomDate(item.updatedAt)),
    text('published', atomDate(item.publishedAt)),
    writeElement('link', '', { href: item.url, rel: 'alternate', type: 'text/html' }),
    text('summary', item.summary, { type: 'text' }),
    ...item.categories.map((term) => writeElement('category', '', { term })),
    ...geoPoint(item),
  ]
  return writeElement('entry', parts.join(''))
}

function atomDate(at: Instant): string {
  return `${at.slice(0, 19)}Z`
}

function geoPoint({ point }: FeedItem): readonly string[] {
  return point === undefined ? [] : [text('georss:point', `${point.lat} ${point.lon}`)]
}
