import { spawnSync } from 'node:child_process'

/** Words of a PDF in the order they are read, by pdftotext; undefined where it is not installed. */
export function textOfPdf(bytes: Uint8Array): string | undefined {
  const { stdout, error } = spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: bytes,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  return error === undefined ? stdout : undefined
}
