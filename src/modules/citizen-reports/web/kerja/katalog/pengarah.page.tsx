import { DataTable, Facts } from '../../../../../ui/index.ts'
import type { PengarahMessages } from '../../../messages/pengarah.ts'
import type { View } from './edge.ts'
import { Frame } from './frame.tsx'

export type AgreementRow = Readonly<{
  month: string
  decisions: string
  first: string
  among: string
}>
export type ConfusionRow = Readonly<{ suggested: string; chosen: string; count: string }>

export type PengarahProps = View &
  Readonly<{
    words: PengarahMessages
    agreement: readonly AgreementRow[]
    confusions: readonly ConfusionRow[]
    models: readonly Readonly<{ label: string; value: string }>[]
  }>

/** How often the suggestions were taken, where they were not, and what the models are worth. */
export function PengarahPage(props: PengarahProps) {
  const { words, agreement, confusions, models } = props
  return (
    <Frame {...props} title={words.title}>
      <p>{words.intro}</p>
      <section class="bab">
        <h2>{words.agreement}</h2>
        {agreement.length === 0 ? (
          <p class="bantuan">{words.none}</p>
        ) : (
          <DataTable
            caption={words.agreement}
            columns={[
              { header: words.month, cell: (row) => row.month, isHead: true },
              { header: words.decisions, cell: (row) => row.decisions, isNumber: true },
              { header: words.first, cell: (row) => row.first, isNumber: true },
              { header: words.among, cell: (row) => row.among, isNumber: true },
            ]}
            rows={agreement}
          />
        )}
      </section>
      {agreement.length > 0 && (
        <section class="bab">
          <h2>{words.confusions}</h2>
          {confusions.length === 0 ? (
            <p class="bantuan">{words.noConfusions}</p>
          ) : (
            <DataTable
              caption={words.confusions}
              columns={[
                { header: words.suggested, cell: (row) => row.suggested, isHead: true },
                { header: words.chosen, cell: (row) => row.chosen },
                { header: words.count, cell: (row) => row.count, isNumber: true },
              ]}
              rows={confusions}
            />
          )}
        </section>
      )}
      <section class="bab">
        <h2>{words.models}</h2>
        <Facts rows={models} />
        <p class="bantuan">{words.retrain}</p>
      </section>
    </Frame>
  )
}
