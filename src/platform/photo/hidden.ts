/**
 * Looks for a second file inside a picture: markup or script that a browser might run, an archive or a
 * program behind the last pixel, the harmless virus sample that scanners are tested with.
 */

/** Markup and scripts, in lower case; each starts with '<' so that one scan finds them all. */
const MARKUP = [
  '<?php',
  '<script',
  '<html',
  '<!doctype',
  '<iframe',
  '<svg ',
  '<body',
  '<%@ page',
] as const

/** First bytes of files that have no business behind a picture. */
const FOREIGN_STARTS: readonly string[] = [
  'PK\x03\x04',
  '%PDF-',
  'Rar!\x1a',
  '7z\xbc\xaf\x27\x1c',
  '\x1f\x8b\x08',
  '\x7fELF',
  'MZ',
  'GIF8',
  '#!',
  '\xca\xfe\xba\xbe',
  '\xd0\xcf\x11\xe0',
]

const EICAR = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'
const LONGEST_MARKUP = 9
const LESS_THAN = 0x3c
const ZIP_LOCAL_FILE = 'PK\x03\x04'
const ZIP_DIRECTORY_END = 'PK\x05\x06'
/** The directory's end stands at most 22 bytes plus a comment of 65,535 before the end of the file. */
const ZIP_TAIL_BYTES = 22 + 65_535
/** Highest version and compression method in use; keeps chance hits in pixel data out. */
const ZIP_HIGHEST_VERSION = 63
const ZIP_HIGHEST_METHOD = 99

export function containsVirusSample(bytes: Uint8Array): boolean {
  return viewOf(bytes).includes(EICAR, 0, 'latin1')
}

/**
 * Is another file hidden in the picture?
 *
 * Phones do append things of their own (a depth map, a second JPEG, a short film): those are let through
 * and vanish when the picture is encoded again.
 *
 * @param imageEnd offset just behind the picture itself
 */
export function containsForeignFile(bytes: Uint8Array, imageEnd: number): boolean {
  const view = viewOf(bytes)
  return containsMarkup(view) || containsZip(view) || startsForeign(view.subarray(imageEnd))
}

function containsMarkup(view: Buffer): boolean {
  let at = view.indexOf(LESS_THAN)
  while (at !== -1) {
    const text = view.toString('latin1', at, at + LONGEST_MARKUP).toLowerCase()
    if (MARKUP.some((markup) => text.startsWith(markup))) return true
    at = view.indexOf(LESS_THAN, at + 1)
  }
  return false
}

function containsZip(view: Buffer): boolean {
  return containsZipEntry(view) || containsZipDirectory(view)
}

function containsZipEntry(view: Buffer): boolean {
  let at = view.indexOf(ZIP_LOCAL_FILE, 0, 'latin1')
  while (at !== -1 && at + 30 <= view.length) {
    const version = view.readUInt8(at + 4)
    const method = view.readUInt16LE(at + 8)
    if (version <= ZIP_HIGHEST_VERSION && method <= ZIP_HIGHEST_METHOD) return true
    at = view.indexOf(ZIP_LOCAL_FILE, at + 1, 'latin1')
  }
  return false
}

export function containsZipDirectory(bytes: Uint8Array): boolean {
  const view = viewOf(bytes)
  const tail = view.subarray(Math.max(0, view.length - ZIP_TAIL_BYTES))
  const at = tail.lastIndexOf(ZIP_DIRECTORY_END, undefined, 'latin1')
  if (at === -1 || at + 22 > tail.length) return false
  return at + 22 + tail.readUInt16LE(at + 20) <= tail.length
}

function startsForeign(trailing: Buffer): boolean {
  const firstByte = trailing.findIndex((byte) => byte !== 0)
  if (firstByte === -1) return false
  const start = trailing.toString('latin1', firstByte, firstByte + 8)
  return FOREIGN_STARTS.some((magic) => start.startsWith(magic))
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
