import { CitizenPage, type PageContext, Section } from '../../../../ui/index.ts'
import { designMessages } from '../../messages/index.ts'

export type VersionView = Readonly<{ versi: string; since: string; lines: readonly string[] }>

/** Every version of a service that was ever in force, with what changed, for everybody. */
export function HistoryPage({
  ctx,
  code,
  name,
  versions,
}: Readonly<{ ctx: PageContext; code: string; name: string; versions: readonly VersionView[] }>) {
  const m = designMessages(ctx.lang).publicHistory
  const { version } = designMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={`${m.title}: ${name}`} current="services" css={['layanan']}>
      <div class="wadah isi-hal layanan">
        <p class="kecil">
          <a href={`/layanan/${code}`}>{m.back}</a>
        </p>
        <h1>{name}</h1>
        <p class="sari">{m.lead}</p>
        {versions.map((one) => (
          <Section id={`v${one.versi}`} title={version(one.versi)}>
            <p class="kecil redup">{one.since}</p>
            {one.lines.length === 0 ? (
              <p>{m.first}</p>
            ) : (
              <ul class="butir">
                {one.lines.map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            )}
          </Section>
        ))}
      </div>
    </CitizenPage>
  )
}
