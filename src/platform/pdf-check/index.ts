/** PDF files of citizens: look through what came in, keep what may be kept. */
export { type InspectOptions, inspectPdf, isPdf, type PdfFacts } from './inspect.ts'
