import type { PdfRefusalCode } from './id.ts'

export const pdfRefusals: Readonly<Record<PdfRefusalCode, string>> = {
  PDF_TERLALU_BESAR:
    'The PDF is larger than 12 MB. Scan it again at a lower quality, or send a photo.',
  PDF_RUSAK:
    'The PDF is damaged or cut off and cannot be opened. Save or download it again and send it.',
  PDF_TERKUNCI:
    'This PDF is locked with a password or restrictions. Open it, print it to a new PDF without a password and send that.',
  PDF_BERISI_SKRIP:
    'There is a program (JavaScript) in this PDF. Print it to a new PDF and send that.',
  PDF_BERTINDAK:
    'This PDF does something by itself when opened (a file, a program or an address). Print it to a new PDF and send that.',
  PDF_BERISI_LAMPIRAN:
    'Other files, sound or video are attached inside this PDF. Print it to a new PDF and send that.',
  PDF_FORMULIR_XFA:
    'This PDF is an XFA form that opens in certain programs only. Print it to an ordinary PDF and send that.',
  PDF_BERISI_BERKAS_LAIN:
    'Another archive sticks to this PDF. Save it again as a PDF from where it was made and send it.',
  PDF_BERBAHAYA: 'This file is known as a virus sample and was not stored.',
  PDF_MENGEMBANG:
    'This PDF grows to hundreds of MB when opened. Scan it again at a lower quality and send it.',
  PDF_GAMBAR_TERLALU_BESAR:
    'A picture in this PDF has more than 64 megapixels. Scan it again at 300 dpi and send it.',
  PDF_TERLALU_RUMIT:
    'This PDF is too intricate to be checked. Print it to a new PDF and send that.',
  PDF_TIDAK_DAPAT_DIPERIKSA:
    'Part of this PDF cannot be checked. Print it to a new PDF and send that.',
  PDF_TERLALU_LAMA: 'This PDF is too heavy to be checked. Send fewer pages, or photos.',
  PDF_KOSONG: 'All pages of this PDF are blank. Check your scan and send it again.',
  PDF_ANTREAN_PENUH: 'Many PDF files are being checked. Wait a minute and send it again.',
}
