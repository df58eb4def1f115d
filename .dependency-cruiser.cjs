// Who may import whom. The arrows between modules are read from modules.cjs; this file holds the shape
// every module has. Rules start at zero violations: there is no baseline file.
const graph = require('./modules.cjs')

const MODULES = '^src/modules/'
const names = Object.keys(graph)
/** A part of a module in its folder form or its flat form. */
const part = (...parts) => `${MODULES}([^/]+)/(?:${parts.join('|')})(?:/|\\.tsx?$)`
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const tests = '\\.test\\.tsx?$'

const arrows = names.map((name) =>
  rule(
    `arrow-${name}`,
    { path: `${MODULES}${name}/` },
    { path: MODULES, pathNot: `${MODULES}(${[name, ...graph[name]].join('|')})/` },
    `${name} may call [${graph[name].join(', ')}]. Add the arrow to modules.cjs with an ADR, or publish an event.`,
  ),
)

module.exports = {
  forbidden: [
    ...arrows,
    rule(
      'unlisted-module',
      { path: `${MODULES}(?!(?:${names.join('|')})/)[^/]+/` },
      {},
      'Give the module a row in modules.cjs.',
    ),
    rule(
      'through-the-door',
      { path: `${MODULES}([^/]+)/` },
      {
        path: MODULES,
        // A module's testing/ is its door for the tests of others.
        pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`, `${MODULES}[^/]+/testing/`],
      },
      'Import index.ts, or ask its owner to export it.',
    ),
    rule(
      'testing-is-for-tests',
      { path: '^src/', pathNot: [tests, '/testing/'] },
      { path: '/testing/' },
      'What helps tests stays out of the program.',
    ),
    rule(
      'app-through-the-door',
      { path: '^src/([^/]+|commands/.*|seed/.*)\\.ts$' },
      { path: `${MODULES}[^/]+/.`, pathNot: `${MODULES}[^/]+/index\\.ts$` },
      'The composition root and commands know modules by their index.ts.',
    ),
    rule(
      'pure-domain',
      { path: part('domain'), pathNot: tests },
      { pathNot: [`${MODULES}$1/domain`, `${MODULES}$1/types\\.ts$`, '^src/kernel/'] },
      'Pass the value in as an argument.',
    ),
    rule(
      'kernel-is-leaf',
      { path: '^src/kernel/', pathNot: tests },
      { pathNot: '^src/kernel/' },
      'The kernel imports nothing.',
    ),
    rule(
      'ui-knows-kernel-only',
      { path: '^src/ui/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(kernel|ui)/' },
      'Components get values; they fetch nothing.',
    ),
    rule(
      'platform-knows-no-module',
      { path: '^src/(platform|ui)/', pathNot: tests },
      { path: '^src/(modules/|[^/]+\\.ts$)', pathNot: '^src/env\\.ts$' },
      'Machinery serves modules and knows none.',
    ),
    rule(
      'sql-only-in-store',
      { path: part('domain', 'web', 'api', 'pages'), pathNot: tests },
      { path: ['^src/platform/db/migrate', 'node_modules/(kysely|pg)/'] },
      'Pages and routes call actions and store functions; SQL lives in store.',
    ),
    rule(
      'no-circular',
      {},
      { circular: true },
      'Two files that need each other are one file or miss a third.',
    ),
    rule(
      'no-dev-dependency',
      { path: '^src/', pathNot: [tests, '^src/commands/bench'] },
      { dependencyTypes: ['npm-dev'] },
      'The program runs without development packages.',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.d\\.[cm]?ts$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
