import { create } from 'qrcode'

/** Free room around a code that readers need (ISO/IEC 18004): four of its squares. */
const QUIET = 2

/** A QR code as one drawn path; level M still reads with a fold across it. */
export function qrPicture(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; ) {
      const run = runFrom(data, y * size + x, size - x)
      if (run > 0) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`
      x += Math.max(run, 1)
    }
  }
  const side = size + QUIET * 2
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}

/** How many dark squares follow one another. */
function runFrom(data: Uint8Array, at: number, max: number): number {
  let run = 0
  while (run < max && data[at + run] === 1) run += 1
  return run
}
