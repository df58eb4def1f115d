/** Checking a record with nothing but sh, base64 and openssl: what people may copy into a terminal. */

/** What the comments between the commands say. */
export type HandWords = Readonly<{ digest: string; root: string; signature: string }>

export type HandFiles = Readonly<{
  proof: string
  /** Absent where the words of the record are not open. */
  document?: string
  /** Key of the log, "name+hash+base64". */
  key: string
}>

const DER_HEAD = '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'

/** The commands, line by line; each pair of lines they print must be the same, and openssl must not complain. */
export function handScript({ proof, document, key }: HandFiles, words: HandWords): string {
  const [name = '', , ...base64] = key.split('+')
  return [
    `b=${quoted(proof)}${document === undefined ? '' : ` d=${quoted(document)}`}`,
    `sed -n 's/^extra //p' "$b" | base64 -d >extra`,
    `sed 's/.*"entry":"\\([^"]*\\)".*/\\1/' extra | base64 -d >daun`,
    ...(document === undefined
      ? []
      : [
          '',
          `# ${words.digest}`,
          `sed 's/.*"salt":"\\([^"]*\\)".*/\\1/' extra | base64 -d >garam`,
          'cat garam "$d" | openssl dgst -sha256 -r | cut -c1-64',
          `sed 's/.*"sha256":"\\([0-9a-f]*\\)".*/\\1\\n/' daun`,
        ]),
    '',
    `# ${words.root}`,
    `sed '1,/^$/d' "$b" | sed '/^$/,$d' >nota`,
    `i=$(sed -n 's/^index //p' "$b") n=$(($(sed -n 2p nota) - 1))`,
    `h() { openssl dgst -sha256 -binary >t && mv t hash; }`,
    `{ printf '\\000'; cat daun; } | h`,
    `sed '/^$/,$d' "$b" | sed '1,/^index/d' | while read -r s; do`,
    '  echo "$s" | base64 -d >s',
    '  if [ $((i % 2)) = 1 ] || [ "$i" = "$n" ]; then',
    `    { printf '\\001'; cat s hash; } | h`,
    '    while [ $((i % 2)) = 0 ] && [ "$i" != 0 ]; do i=$((i / 2)) n=$((n / 2)); done',
    `  else { printf '\\001'; cat hash s; } | h; fi`,
    '  i=$((i / 2)) n=$((n / 2))',
    'done',
    'base64 hash; sed -n 3p nota',
    '',
    `# ${words.signature}`,
    `{ printf '${DER_HEAD}'; echo ${quoted(base64.join('+'))} | base64 -d | tail -c 32; } >kunci`,
    `sed -n ${quoted(`s|^— ${name} ||p`)} "$b" | while read -r s; do`,
    '  echo "$s" | base64 -d | tail -c 64 >ttd',
    '  openssl pkeyutl -verify -pubin -keyform DER -inkey kunci -rawin -in nota -sigfile ttd',
    'done',
  ].join('\n')
}

/** For the shell: what stands between such quotes is nothing but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
