import { Button, type PageContext } from '../../../ui/index.ts'
import type { KeyTexts } from '../actions/open-record.ts'
import { logMessages } from '../messages/index.ts'
import { handScript } from './by-hand.ts'

export type CheckFiles = Readonly<{
  proof: CheckFile
  /** Absent where the words of the record are not open. */
  document?: CheckFile
}>

/** @param path on this site; absent where the visitor has the file already */
type CheckFile = Readonly<{ name: string; path?: string }>

/** What the script takes over: two files from here or from the visitor's disk, and a list of findings. */
export function CheckBox({
  ctx,
  keys,
  files,
}: Readonly<{ ctx: PageContext; keys: KeyTexts; files?: CheckFiles }>) {
  const m = logMessages(ctx.lang).check
  return (
    <div
      data-bukti
      data-skrip={ctx.assets.scriptHref('periksa')}
      data-kata={JSON.stringify(m.run)}
      data-kunci={keys.log.join('\n')}
      data-saksi={keys.witnesses.join('\n')}
      {...(files && { 'data-berkas': files.proof.path })}
      {...(files?.document && { 'data-isi': files.document.path })}
    >
      <p class="info" data-tanpa>
        {m.noScript}
      </p>
      <div class="tumpuk" data-alat hidden>
        <p class="kecil redup">{m.intro}</p>
        {files && (
          <p>
            <Button type="button" hook="periksa">
              {m.button}
            </Button>
          </p>
        )}
        <div class="hasil" aria-live="polite" data-hasil />
        <p hidden>
          <Button type="button" tone="secondary" isSmall hook="ubah">
            {m.tamper}
          </Button>
        </p>
        <FileChoice ctx={ctx} isOpen={files === undefined} />
        <OwnKey ctx={ctx} />
      </div>
    </div>
  )
}

function FileChoice({ ctx, isOpen }: Readonly<{ ctx: PageContext; isOpen: boolean }>) {
  const m = logMessages(ctx.lang).check
  return (
    <details open={isOpen}>
      <summary>{m.filesTitle}</summary>
      <div class="ruas rapat">
        <label for="f-berkas">{m.files}</label>
        <p class="bantuan" id="f-berkas-b">
          {m.filesHelp}
        </p>
        <input class="isian" id="f-berkas" type="file" multiple aria-describedby="f-berkas-b" />
        <p class="kecil redup" role="status" data-siap />
      </div>
    </details>
  )
}

function OwnKey({ ctx }: { ctx: PageContext }) {
  const m = logMessages(ctx.lang).check
  return (
    <details>
      <summary>{m.keyTitle}</summary>
      <form class="ruas rapat" data-kunci-sendiri>
        <label for="f-kunci">{m.keyLabel}</label>
        <p class="bantuan" id="f-kunci-b">
          {m.keyHelp}
        </p>
        <textarea
          class="isian"
          id="f-kunci"
          rows={2}
          maxLength={400}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          aria-describedby="f-kunci-b f-kunci-k"
        />
        <p class="kecil" id="f-kunci-k" role="status" data-kabar />
        <p class="tombol-baris">
          <Button tone="secondary" isSmall>
            {m.keyButton}
          </Button>
          <Button type="button" tone="secondary" isSmall hook="lupa">
            {m.keyForget}
          </Button>
        </p>
      </form>
    </details>
  )
}

type ByHandProps = Readonly<{
  ctx: PageContext
  keys: KeyTexts
  files: CheckFiles
  baseUrl: string
  isOpen?: boolean
}>

/** The same check by command, for whom the browser is not enough. */
export function ByHand({ ctx, keys, files, baseUrl, isOpen = false }: ByHandProps) {
  const m = logMessages(ctx.lang).check
  const key = keys.log.at(-1)
  if (key === undefined) return null
  const { proof, document } = files
  const fetches = [proof, ...(document ? [document] : [])].filter(({ path }) => path !== undefined)
  return (
    <details open={isOpen}>
      <summary>{m.byHand}</summary>
      <div class="tumpuk">
        {document && (
          <>
            <p>{m.command}</p>
            <Code
              label={m.command}
              text={[
                ...fetches.map(({ name, path = '' }) => `curl -o ${name} ${baseUrl}${path}`),
                `pendopo log verify ${proof.name} ${document.name} --key '${key}'`,
              ].join('\n')}
            />
          </>
        )}
        <p>{m.manual}</p>
        <Code
          label={m.manual}
          text={handScript(
            { proof: proof.name, ...(document && { document: document.name }), key },
            m.hand,
          )}
        />
      </div>
    </details>
  )
}

/** Lines to copy; scrolls by keyboard inside its own box. */
export function Code({ label, text }: Readonly<{ label: string; text: string }>) {
  return (
    <section class="gulir" aria-label={label} tabIndex={0}>
      <pre class="kode">{text}</pre>
    </section>
  )
}
