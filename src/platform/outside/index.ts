export { createOutside, type Outside } from './outside.ts'
export type {
  HealthStore,
  OutsideAnswer,
  OutsideCall,
  OutsideClient,
  OutsideHealth,
  OutsideState,
  OutsideSystem,
  WhyUnreachable,
} from './types.ts'
