import {
  ActionForm,
  Button,
  Csrf,
  DenseTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  Panel,
  SelectField,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import type { AssignmentOverview } from '../../actions/assignments.ts'
import type { AssignmentKind } from '../../domain/grants.ts'
import type { AkunRow } from '../../store/account-store.ts'
import type { View } from '../edge.ts'
import { BasisField, DateFields, type FormValues, type Places, periodText } from './users.tsx'

const HOME = '/kerja/pengaturan/tugas-pengganti'

export type ActingProps = View &
  Readonly<{
    overview: AssignmentOverview
    /** Whose roles these are. */
    giver: AkunRow
    isOwn: boolean
    /** May the viewer record a plt and revoke for others? */
    isAdmin: boolean
    places: Places
    values: FormValues
  }>

/** Acting officials: what was handed over, and the form to hand a role over. */
export function ActingPage(props: ActingProps) {
  const { ctx, m, refusals } = props
  const words = m.office.acting
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="kerja-satu">
        <Assignments {...props} />
        <Panel label={words.newTitle}>
          <section>
            <AssignForm {...props} />
          </section>
        </Panel>
      </div>
    </OfficerPage>
  )
}

function Assignments(props: ActingProps) {
  const { ctx, m, overview, giver, isAdmin } = props
  const words = m.office.acting
  if (overview.assignments.length === 0) return <EmptyState title={words.none} />
  return (
    <DenseTable
      ctx={ctx}
      caption={words.given}
      rows={overview.assignments}
      rowId={(row) => row.id}
      rowLabel={(row) => m.office.roles[row.peran]}
      columns={[
        { header: words.role, isHead: true, cell: (row) => m.office.roles[row.peran] },
        { header: words.kind, cell: (row) => words.kinds[row.jenis] },
        { header: words.from, cell: (row) => row.dariNama },
        { header: words.to, cell: (row) => row.keNama },
        { header: words.period, cell: (row) => periodText(props, row) },
        {
          header: words.revoke,
          cell: (row) =>
            row.isRevoked ? (
              <StatusTag kind="netral">{words.revoked}</StatusTag>
            ) : row.dariAkun === giver.id || isAdmin ? (
              <ActionForm
                ctx={ctx}
                action={`${HOME}/${row.id}/cabut`}
                label={words.revoke}
                fields={props.isOwn ? {} : { untuk: giver.id }}
              />
            ) : null,
        },
      ]}
    />
  )
}

function AssignForm(props: ActingProps) {
  const { ctx, m, refusals, overview, giver, isOwn, isAdmin, places, values } = props
  const words = m.office.acting
  const kinds: readonly AssignmentKind[] =
    isAdmin && !isOwn ? ['plh', 'plt', 'delegasi'] : ['plh', 'delegasi']
  const heading = isOwn ? words.newTitle : words.forTitle(giver.nama)
  if (overview.transferable.length === 0) {
    return (
      <>
        <h2>{heading}</h2>
        <p>{words.nothing}</p>
      </>
    )
  }
  const field = { ctx, refusals }
  return (
    <form method="post" action={HOME}>
      <h2>{heading}</h2>
      <Csrf ctx={ctx} />
      {!isOwn && <input type="hidden" name="untuk" value={giver.id} />}
      <SelectField
        {...field}
        name="peran"
        label={words.role}
        value={values.peran ?? ''}
        choices={overview.transferable.map((row) => ({
          value: row.id,
          label: [m.office.roles[row.peran], places.unitName(row.unitKode), row.wilayahKode]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      <SelectField
        {...field}
        name="jenis"
        label={words.kind}
        value={values.jenis ?? 'plh'}
        choices={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <TextField
        {...field}
        name="penerima"
        label={words.receiver}
        hint={words.receiverHint}
        value={values.penerima ?? ''}
        maxLength={40}
      />
      <DateFields {...props} />
      <BasisField {...props} />
      <Button isSmall>{words.submit}</Button>
    </form>
  )
}
