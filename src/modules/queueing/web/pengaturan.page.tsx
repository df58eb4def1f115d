import { formatNumber } from '../../../ui/format.ts'
import {
  ActiveTag,
  Button,
  ButtonLink,
  DataTable,
  FormKeys,
  Panel,
  SETTINGS_HOME,
  SettingsPage,
} from '../../../ui/index.ts'
import { nameOf } from './edge.ts'
import { type PlaceSettingsProps, TempatFields } from './pengaturan-forms.page.tsx'
import { Hours, Rules, Special } from './pengaturan-rules.page.tsx'

const ATUR = `${SETTINGS_HOME}/antrean`

/** Everything about one place: itself, its lines, counters, hours, special days and rules. */
export function PlaceSettingsPage(props: PlaceSettingsProps) {
  const { ctx, m, refusals, desk, change } = props
  const words = m.settings
  const { tempat } = desk
  const isian = change?.kind === 'tempat' ? change.isian : tempat
  return (
    <SettingsPage
      ctx={ctx}
      refusals={refusals}
      title={tempat.nama}
      trail={[{ href: ATUR, label: words.title }]}
    >
      <p>
        <a href={`/antrean/${tempat.kode}`}>{words.publicPage}</a>
      </p>
      <div class="kerja-satu">
        <div class="tumpuk">
          <Lines {...props} />
          <Counters {...props} />
          <Hours {...props} />
          <Special {...props} />
          <Rules {...props} />
        </div>
        <Panel label={words.place}>
          <section>
            <h2>{words.place}</h2>
            <form method="post" action={`${ATUR}/${tempat.kode}`}>
              <FormKeys ctx={ctx} seen={String(tempat.versi)} />
              <TempatFields {...props} isian={isian} />
              <Button>{words.save}</Button>
            </form>
          </section>
        </Panel>
      </div>
    </SettingsPage>
  )
}

function Lines({ ctx, m, desk }: PlaceSettingsProps) {
  const words = m.settings
  const href = `${ATUR}/${desk.tempat.kode}/layanan`
  return (
    <section aria-labelledby="s-layanan">
      <h2 id="s-layanan">{words.lines}</h2>
      <DataTable
        caption={words.lines}
        rows={desk.layanan}
        columns={[
          { header: words.letter, cell: ({ huruf }) => <b>{huruf}</b> },
          {
            header: words.name,
            isHead: true,
            cell: (one) => <a href={`${href}/${one.id}`}>{nameOf(one, ctx)}</a>,
          },
          { header: words.unitOfLine, cell: ({ unitKode }) => unitKode },
          {
            header: words.minutes,
            isNumber: true,
            cell: ({ menit }) => formatNumber(menit, ctx.lang),
          },
          {
            header: words.state,
            cell: ({ isAktif }) => <ActiveTag m={words} isActive={isAktif} />,
          },
        ]}
      />
      <p class="jarak-atas">
        <ButtonLink href={`${href}/baru`} tone="secondary" isSmall>
          {words.addLine}
        </ButtonLink>
      </p>
    </section>
  )
}

function Counters({ m, desk }: PlaceSettingsProps) {
  const words = m.settings
  const href = `${ATUR}/${desk.tempat.kode}/loket`
  const letters = (ids: readonly string[]) =>
    desk.layanan
      .filter(({ id }) => ids.includes(id))
      .map(({ huruf }) => huruf)
      .join(', ')
  return (
    <section aria-labelledby="s-loket">
      <h2 id="s-loket">{words.counters}</h2>
      <DataTable
        caption={words.counters}
        rows={desk.loket}
        columns={[
          {
            header: words.counterCode,
            isHead: true,
            cell: ({ id, kode }) => <a href={`${href}/${id}`}>{m.counter(kode)}</a>,
          },
          { header: words.name, cell: ({ nama }) => nama },
          { header: words.unitOfLine, cell: ({ unitKode }) => unitKode },
          { header: words.serves, cell: ({ layananIds }) => letters(layananIds) },
          {
            header: words.state,
            cell: ({ isAktif }) => <ActiveTag m={words} isActive={isAktif} />,
          },
        ]}
      />
      <p class="jarak-atas">
        <ButtonLink href={`${href}/baru`} tone="secondary" isSmall>
          {words.addCounter}
        </ButtonLink>
      </p>
    </section>
  )
}
