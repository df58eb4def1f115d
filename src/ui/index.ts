export { BarChart, type ChartPoint, LineChart, Meter, TimeBar } from './components/charts.tsx'
export {
  ActionForm,
  type Answer,
  Button,
  ButtonLink,
  CheckAnswers,
  FilterBar,
  FilterSelect,
  FilterText,
  StepBar,
  TaskList,
} from './components/controls.tsx'
export { DayField, PurposeFields } from './components/dated-fields.tsx'
export {
  Card,
  CaseRow,
  type CaseRowProps,
  type Column,
  Confirmation,
  DataTable,
  EmptyState,
  ErrorBody,
  type ErrorInfo,
  Facts,
  Information,
  LoadingNotice,
  Pagination,
  SealBox,
  Section,
  StatusTag,
  type TagKind,
  Timeline,
  type TimelineItem,
  Warning,
} from './components/display.tsx'
export { FieldRound } from './components/field-round.tsx'
export {
  CheckboxTiles,
  type Choice,
  Csrf,
  ErrorSummary,
  FileField,
  fieldId,
  type Place,
  problemAt,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from './components/forms.tsx'
export {
  type Backdrop,
  type Cluster,
  type Pin,
  type PinKind,
  SketchMapView,
} from './components/map.tsx'
export { OfficialNumber } from './components/official-number.tsx'
export {
  BulkBar,
  type DenseColumn,
  DenseTable,
  KeyHints,
  Panel,
  type SavedView,
  SavedViews,
} from './components/queue.tsx'
export { ActiveTag, FormKeys, SettingsPage } from './components/settings.tsx'
export { ICON_NAMES, Icon, type IconName, iconName } from './icon.tsx'
export { BarePage, CitizenPage, OfficerPage, type PageProps, PlainPage } from './layout.tsx'
export { SETTINGS_HOME } from './navigation.ts'
export type { Catalogue, Lang, PageContext, Region } from './page-context.ts'
export { renderPage } from './render.tsx'
export { safeHref } from './safe-href.ts'
export { TrustedSvg } from './trusted.tsx'
