/** A form as it stands on a page, with what a person may write and what is already chosen. */
export type PageForm = Readonly<{
  action: string
  /** Written by hand: lines, texts, searches. */
  written: readonly string[]
  /** What the page itself sends: hidden fields, the first of each choice. */
  given: Readonly<Record<string, string>>
}>

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const readable = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const PICKED = ['radio', 'checkbox']
const UNSENT = ['submit', 'button', 'file', 'image', 'reset']

/** Every form of a page that is sent by POST. */
export function formsOf(html: string, pageUrl: string): readonly PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, head = '']) => attribute(` ${head}`, 'method').toLowerCase() === 'post')
    .map(([, head = '', body = '']) => ({
      action: readable(attribute(` ${head}`, 'action')) || pageUrl,
      ...fieldsOf(body),
    }))
}

function fieldsOf(body: string): Omit<PageForm, 'action'> {
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => ({
      name: attribute(tag, 'name'),
      type: attribute(tag, 'type') || 'text',
      value: readable(attribute(tag, 'value')),
    }))
    .filter(({ name, type }) => name !== '' && !UNSENT.includes(type))
  const isChosen = ({ type }: { type: string }) => type === 'hidden' || PICKED.includes(type)
  const areas = [...body.matchAll(/<textarea\b[^>]*>/g)].map(([tag]) => attribute(tag, 'name'))
  const chosen = [...inputs.filter(isChosen), ...selectsOf(body), ...buttonsOf(body)]
  return {
    written: [...areas, ...inputs.filter((one) => !isChosen(one)).map(({ name }) => name)],
    // The first of several wins, as a visitor who touches nothing would send it.
    given: Object.fromEntries(chosen.toReversed().map(({ name, value }) => [name, value])),
  }
}

type Pair = Readonly<{ name: string; value: string }>

function selectsOf(body: string): readonly Pair[] {
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
    ([, head = '', options = '']) => {
      const value = /value="([^"]+)"/.exec(options)?.[1]
      return value === undefined
        ? []
        : [{ name: attribute(` ${head}`, 'name'), value: readable(value) }]
    },
  )
}

function buttonsOf(body: string): readonly Pair[] {
  const found = /<button\b[^>]*\sname="([^"]+)"[^>]*\svalue="([^"]*)"/.exec(body)
  return found === null ? [] : [{ name: found[1] ?? '', value: readable(found[2] ?? '') }]
}

/** Tags that none of our pages has, handlers, and addresses that run something. */
export function injectedIn(html: string): readonly string[] {
  const tags = html.match(/<[a-z!/](?:"[^"]*"|'[^']*'|[^"'>])*>/gi) ?? []
  return tags.filter((tag) => {
    const bare = tag.replace(/=\s*"[^"]*"/g, '=""').replace(/=\s*'[^']*'/g, "=''")
    const name = /^<\/?([a-z][\w-]*)/i.exec(tag)?.[1]?.toLowerCase() ?? ''
    if (name === 'script') return !/^<\/script>$|\ssrc="\/aset\//.test(tag)
    if (/^(?:iframe|object|embed|marquee|base|applet|math|zqx)/.test(name)) return true
    if (/\son\w+\s*=/i.test(bare) || /\szqx/i.test(bare)) return true
    return /\s(?:href|src|action|formaction|xlink:href)="\s*(?:javascript|vbscript|data:text)/i.test(
      tag,
    )
  })
}
