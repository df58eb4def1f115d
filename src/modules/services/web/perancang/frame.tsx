import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  StatusTag,
  type TagKind,
} from '../../../../ui/index.ts'
import type { Problem } from '../../domain/definition/problems.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { SECTIONS, type SectionId, sectionOf } from '../../domain/perancang/sections.ts'
import { designMessages } from '../../messages/index.ts'
import type { DefinisiStatus } from '../../store/definisi-store.ts'

/** A definition on the desk: what every page of it shows around its own content. */
export type Desk = Readonly<{
  ctx: PageContext
  kode: string
  versi: number
  isi: Layanan
  status: DefinisiStatus
  revisi: number
  canUndo: boolean
  canRedo: boolean
  problems: readonly Problem[]
}>

export const HOME = '/kerja/perancang'

export function deskHref({ kode, versi }: Pick<Desk, 'kode' | 'versi'>, rest = ''): string {
  return `${HOME}/${kode}/${versi}${rest}`
}

export function partHref(desk: Pick<Desk, 'kode' | 'versi'>, path: string): string {
  return deskHref(desk, `/ubah?di=${encodeURIComponent(path)}`)
}

/** @returns the problems of one page of the designer */
export function problemsOf(problems: readonly Problem[], section: SectionId): readonly Problem[] {
  return problems.filter(({ path }) => sectionOf(path.split('.')[0] ?? '') === section)
}

const TAGS: Readonly<Record<DefinisiStatus, TagKind>> = {
  draf: 'proses',
  ditinjau: 'tunggu',
  terbit: 'selesai',
  ditarik: 'netral',
}

export function DraftTag({ ctx, status }: Readonly<{ ctx: PageContext; status: DefinisiStatus }>) {
  return <StatusTag kind={TAGS[status]}>{designMessages(ctx.lang).status[status]}</StatusTag>
}

/** Frame of every page of a definition: name, state, undo, its parts with their problems, tools. */
export function DesignerPage({
  desk,
  title,
  current,
  refusals = [],
  isWide = false,
  children,
}: Readonly<{
  desk: Desk
  title: string
  current: SectionId | 'ringkasan' | Tool
  refusals?: readonly Refusal[]
  isWide?: boolean
  children: ComponentChildren
}>) {
  const { ctx, isi } = desk
  const m = designMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={`${title} · ${desk.kode}`}
      current="designer"
      css={['layanan', 'perancang']}
    >
      <nav class="jejak-hal" aria-label={m.title}>
        <a href={HOME}>{m.title}</a> <span aria-hidden="true">›</span>{' '}
        <a href={deskHref(desk)}>{wordsIn(isi.name, ctx.lang)}</a>
      </nav>
      <div class="rancang-kepala">
        <p class="redup angka">
          {desk.kode} · {m.version(String(desk.versi))} <DraftTag ctx={ctx} status={desk.status} />
        </p>
        {desk.status === 'draf' && <UndoForm desk={desk} />}
      </div>
      <div class={isWide ? 'rancang lebar-penuh' : 'rancang'}>
        {/* The form comes first for readers and on phones; on a desk its parts stand beside it. */}
        <div class="rancang-isi">
          <p class="rancang-ke-bagian kecil">
            <a href="#bagian">{m.sectionNav}</a>
          </p>
          <h1>{title}</h1>
          <ErrorSummary ctx={ctx} refusals={refusals} />
          {children}
        </div>
        <PartsNav desk={desk} current={current} />
      </div>
    </OfficerPage>
  )
}

function UndoForm({ desk }: Readonly<{ desk: Desk }>) {
  const { ctx, canUndo, canRedo } = desk
  const m = designMessages(ctx.lang)
  if (!canUndo && !canRedo) return null
  return (
    <form class="tombol-baris" method="post" action={deskHref(desk, '/langkah')}>
      <DraftKeys desk={desk} />
      {canUndo && (
        <Button tone="secondary" isSmall name="langkah" value="urung">
          {m.undo}
        </Button>
      )}
      {canRedo && (
        <Button tone="secondary" isSmall name="langkah" value="ulang">
          {m.redo}
        </Button>
      )}
    </form>
  )
}

/** Token, and the revision the page was drawn from. */
export function DraftKeys({ desk }: Readonly<{ desk: Pick<Desk, 'ctx' | 'revisi'> }>) {
  return (
    <>
      <Csrf ctx={desk.ctx} />
      <input type="hidden" name="_revisi" value={String(desk.revisi)} />
    </>
  )
}

const TOOLS = ['pratinjau', 'coba', 'riwayat', 'tinjau', 'lembar'] as const
export type Tool = (typeof TOOLS)[number]

function PartsNav({ desk, current }: Readonly<{ desk: Desk; current: string }>) {
  const { ctx, problems } = desk
  const m = designMessages(ctx.lang)
  const mark = (name: string) => (name === current ? { 'aria-current': 'page' as const } : {})
  return (
    <nav class="rancang-nav" id="bagian" aria-label={m.sectionNav} tabIndex={-1}>
      <ul>
        <li>
          <a href={deskHref(desk)} {...mark('ringkasan')}>
            {m.overview}
          </a>
        </li>
        {SECTIONS.map((id) => {
          const count = problemsOf(problems, id).length
          return (
            <li>
              <a href={partHref(desk, id)} {...mark(id)}>
                {m.sections[id]}
                {count > 0 && <span class="rancang-salah">{m.checkBadShort(String(count))}</span>}
              </a>
            </li>
          )
        })}
      </ul>
      <ul class="rancang-alat">
        {TOOLS.filter((tool) => tool !== 'lembar' || desk.status === 'draf').map((tool) => (
          <li>
            <a href={deskHref(desk, `/${tool}`)} {...mark(tool)}>
              {m.tools[tool]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What keeps a definition from being published, each in a sentence. */
export function Problems({
  desk,
  problems,
}: Readonly<{ desk: Desk; problems: readonly Problem[] }>) {
  if (problems.length === 0) return null
  const m = designMessages(desk.ctx.lang)
  return (
    <ul class="rancang-masalah">
      {problems.map((one) => (
        <li>
          <a href={partHref(desk, sectionOf(one.path.split('.')[0] ?? ''))}>
            {m.sections[sectionOf(one.path.split('.')[0] ?? '')]}
          </a>{' '}
          <span class="redup angka">{one.path}</span>: {m.problem[one.code](one.about)}
        </li>
      ))}
    </ul>
  )
}
