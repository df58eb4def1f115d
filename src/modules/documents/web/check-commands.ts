import type { DocumentsMessages } from '../messages/index.ts'

/** What may be copied into a terminal to check a letter with tools of others. The file is `surat.pdf`. */
export function checkCommands(
  words: Pick<DocumentsMessages['outside'], 'signature' | 'cades' | 'proof' | 'digest'>,
  baseUrl: string,
): string {
  return [
    `# ${words.signature}`,
    'pdfsig surat.pdf',
    '',
    `# ${words.cades}`,
    `curl -o akar.pem ${baseUrl}/verifikasi/akar.pem`,
    `set -- $(grep -a -o '/ByteRange \\[[^]]*' surat.pdf | head -1 | tr -dc '0-9 ')`,
    `head -c "$3" surat.pdf | tail -c +"$(($2 + 2))" | head -c -1 | perl -pe '$_ = pack "H*", $_' >ttd.der`,
    '{ head -c "$2" surat.pdf; tail -c +"$(($3 + 1))" surat.pdf | head -c "$4"; } >isi.bin',
    'openssl cms -verify -cades -binary -inform DER -in ttd.der -content isi.bin -CAfile akar.pem -out /dev/null',
    '',
    `# ${words.proof}`,
    'pdfdetach -saveall surat.pdf',
    "pendopo log verify catatan.tlog-proof catatan.json --key '…'",
    '',
    `# ${words.digest}`,
    'head -c "$(($3 + $4))" surat.pdf | sha256sum',
    `sed 's/.*"sha256":"\\([0-9a-f]*\\)".*/\\1/' catatan.json`,
  ].join('\n')
}
