import { ActionForm, Button, ButtonLink, Section, Warning } from '../../../../ui/index.ts'
import { designMessages } from '../../messages/index.ts'
import { DesignerPage, type Desk, DraftKeys, deskHref, HOME, Problems } from './frame.tsx'

export type OverviewProps = Readonly<{
  desk: Desk
  note: string | null
  testCount: string
}>

/** A definition as a whole: what is wrong, what comes next. */
export function OverviewPage({ desk, note, testCount }: OverviewProps) {
  const { ctx, problems, status } = desk
  const m = designMessages(ctx.lang)
  return (
    <DesignerPage desk={desk} title={m.overview} current="ringkasan">
      {note !== null && status === 'draf' && (
        <Warning>
          <b>{m.reviewNote}:</b> {note}
        </Warning>
      )}
      {(status === 'draf' || status === 'ditinjau') && (
        <Section id="periksa" title={m.checkTitle}>
          {problems.length === 0 ? (
            <p class="info">
              {m.checkFine} {m.testsPass(testCount)}.
            </p>
          ) : (
            <>
              <p class="awas">{m.checkBad(String(problems.length))}</p>
              <Problems desk={desk} problems={problems} />
            </>
          )}
        </Section>
      )}
      <NextStep desk={desk} />
      <p class="tombol-baris jarak">
        <ButtonLink href={deskHref(desk, '/unduh.json')} tone="secondary" isSmall>
          {m.exportJson}
        </ButtonLink>
        <ButtonLink href={deskHref(desk, '/sippn.csv')} tone="secondary" isSmall>
          {m.exportSippn}
        </ButtonLink>
      </p>
    </DesignerPage>
  )
}

function NextStep({ desk }: Readonly<{ desk: Desk }>) {
  const { ctx, status, problems } = desk
  const m = designMessages(ctx.lang)
  if (status === 'ditinjau')
    return (
      <p class="tombol-baris jarak">
        <ButtonLink href={deskHref(desk, '/tinjau')}>{m.tools.tinjau}</ButtonLink>
      </p>
    )
  if (status === 'draf')
    return (
      <form method="post" action={deskHref(desk, '/ajukan')}>
        <DraftKeys desk={desk} />
        <p class="redup">{m.submitLead}</p>
        {problems.length === 0 && (
          <p class="tombol-baris">
            <Button>{m.submit}</Button>
          </p>
        )}
      </form>
    )
  return (
    <ActionForm
      ctx={ctx}
      action={`${HOME}/versi`}
      label={m.nextVersion}
      fields={{ kode: desk.kode }}
    />
  )
}
