import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** A broken house rule: where, and what to do instead. */
export type Breach = Readonly<{ file: string; line: number; advice: string }>

const root = join(import.meta.dirname, '../..')
const SKIP = new Set(['node_modules', 'dist', 'var', '.git', 'coverage'])

export type SourceFile = Readonly<{ path: string; text: string }>

/** Every text file of the repository under these folders with these endings. */
export function readTree(
  folders: readonly string[],
  endings: readonly string[],
): readonly SourceFile[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIP.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })
}

type Ban = Readonly<{ pattern: RegExp; advice: string; only?: RegExp; except?: RegExp }>

const PURE = /^src\/(kernel|modules\/[^/]+\/domain)[/.]/
const TEST = /\.test\.tsx?$/

/** Words that may not stand in source, each with what to write instead. */
export const BANS: readonly Ban[] = [
  {
    pattern: /\bprocess\.env\b/,
    advice: 'Read the environment in env.ts and pass the value.',
    except: /^(src\/(load-env|cli)\.ts|tests\/|scripts\/|bin\/)/,
  },
  {
    pattern: /\b(?:Date\.now\(|new Date\(\)|Math\.random\()/,
    advice: 'Take now, today or random bytes as an argument.',
    only: PURE,
  },
  {
    pattern: /\bparseFloat\(|\btoLocaleString\(/,
    advice: 'Use kernel/money.ts or ui/format.ts.',
    only: /^src\//,
  },
  {
    pattern: new RegExp(`\\b(?:${['TO', 'DO'].join('')}|FIX${'ME'}|X${'XX'}|HACK)\\b`),
    advice: 'Do it now, or say it in an issue.',
  },
  {
    pattern: /\bstyle=["{]/,
    advice: 'Use a class: the content security policy refuses inline styles.',
    only: /^src\/.*\.tsx$/,
  },
  {
    pattern: /dangerouslySetInnerHTML/,
    advice: 'Only ui/trusted.tsx may print raw HTML.',
    only: /^src\//,
    except: /^src\/ui\/(trusted|layout)\.tsx$/,
  },
  {
    pattern: /\bon(?:click|change|submit|load|input)=/i,
    advice: 'Attach the handler in a client script.',
    only: /^src\/.*\.tsx$/,
  },
  {
    pattern: /\bPromise\.all\(/,
    advice: 'Use together(): what is still sent after a failure must not outlive the rollback.',
    only: /^src\/(?:modules\/[^/]+\/(?:actions|store|jobs)\/|platform\/(?:events|jobs|db)\/)/,
    except: /\.test\.ts$/,
  },
  { pattern: /\bselect \*/i, advice: 'Name the columns.', only: /^src\// },
  {
    pattern: /\boffset \$\{/i,
    advice: 'Page by key: an offset reads everything it skips.',
    only: /^src\//,
  },
  {
    pattern: /@ts-ignore|@ts-expect-error|eslint-disable/,
    advice: 'Mend the type instead of silencing it.',
    only: /^src\//,
  },
  {
    pattern: /\bconsole\.(?:log|error|warn)\b/,
    advice: 'Use the log, or write to the stream of a command.',
    only: /^src\/(?!client)/,
  },
  {
    pattern: /\/(?:work|root|home)\/[a-z]/,
    advice: 'No absolute path of a machine.',
    except: TEST,
  },
]

export function findBans(
  files: readonly SourceFile[],
  bans: readonly Ban[] = BANS,
): readonly Breach[] {
  return files.flatMap((file) =>
    bans
      .filter(
        (ban) => (ban.only?.test(file.path) ?? true) && !(ban.except?.test(file.path) ?? false),
      )
      .flatMap((ban) =>
        linesMatching(file, ban.pattern).map((line) => ({
          file: file.path,
          line,
          advice: ban.advice,
        })),
      ),
  )
}

function linesMatching(file: SourceFile, pattern: RegExp): readonly number[] {
  return file.text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []))
}

const FILE_LINES_MAX = 400
const TEST_LINES_MAX = 600

export function findLongFiles(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) => {
    const lines = file.text.split('\n').length
    const max = TEST.test(file.path) ? TEST_LINES_MAX : FILE_LINES_MAX
    return lines > max
      ? [
          {
            file: file.path,
            line: lines,
            advice: `Split the file: ${lines} lines, at most ${max}.`,
          },
        ]
      : []
  })
}

const FORBIDDEN_NAMES = /\/(?:utils?|helpers?|common|manager|misc|stuff|data2)\.tsx?$/

export function findVagueNames(files: readonly SourceFile[]): readonly Breach[] {
  return files
    .filter(
      (file) =>
        FORBIDDEN_NAMES.test(`/${file.path}`) || /[A-Z_]/.test(file.path.split('/').at(-1) ?? ''),
    )
    .map((file) => ({
      file: file.path,
      line: 1,
      advice: 'Name the file for what it holds, in kebab-case.',
    }))
}

/** A module's SQL names only its own schema, `platform`, `queue`, `reference`, and public views of others. */
export function findForeignSql(
  files: readonly SourceFile[],
  schemas: readonly string[],
): readonly Breach[] {
  return files.flatMap((file) => {
    const own = /^src\/modules\/([^/]+)\//.exec(file.path)?.[1]?.replaceAll('-', '_')
    if (own === undefined || TEST.test(file.path)) return []
    return schemas
      .filter((schema) => schema !== own && schema !== 'reference')
      .flatMap((schema) =>
        linesMatching(
          file,
          new RegExp(`\\b(?:from|join|into|update|table)\\s+${schema}\\.(?!pub_)\\w+`, 'i'),
        ).map((line) => ({
          file: file.path,
          line,
          advice: `Ask ${schema} through its index.ts, or read a view named pub_.`,
        })),
      )
  })
}

/** Links in documents lead somewhere, and each document has one title. */
export function findBrokenDocuments(
  files: readonly SourceFile[],
  exists: (path: string) => boolean,
): readonly Breach[] {
  return files.flatMap((file) => {
    const titles = file.text
      .replace(/```[\s\S]*?```/g, '')
      .split('\n')
      .filter((line) => /^# /.test(line)).length
    const title =
      titles === 1
        ? []
        : [
            {
              file: file.path,
              line: 1,
              advice: `One title (# ) in a document; this has ${titles}.`,
            },
          ]
    const links = [...file.text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(
      (match) => match[1] ?? '',
    )
    const broken = links.filter((link) => !exists(join(dirname(file.path), link)))
    return [
      ...title,
      ...broken.map((link) => ({
        file: file.path,
        line: 1,
        advice: `The link ${link} leads nowhere.`,
      })),
    ]
  })
}

/** Every law tag of a docstring is a row of the register, unless it says unverified. */
export function findUnknownLaw(
  files: readonly SourceFile[],
  known: ReadonlySet<string>,
): readonly Breach[] {
  return files.flatMap((file) =>
    [...file.text.matchAll(/\* @law\s+(\S+)/g)]
      .map((match) => match[1] ?? '')
      .filter((id) => id !== 'unverified' && !known.has(id))
      .map((id) => ({
        file: file.path,
        line: 1,
        advice: `${id} is not in docs/law/register.csv.`,
      })),
  )
}
