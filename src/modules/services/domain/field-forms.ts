import type { Field, Layanan } from './definition/types.ts'

/** Fields of officers' forms that the definition lets the applicant read, by id. What does not say so stays inside. */
export function fieldsForApplicant({ workflow }: Layanan): ReadonlyMap<string, Field> {
  return new Map(
    officersFields(workflow)
      .filter((field) => field.forApplicant === true)
      .map((field) => [field.id, field]),
  )
}

function officersFields({ states }: Layanan['workflow']): readonly Field[] {
  return Object.values(states)
    .flatMap((state) => state.actions ?? [])
    .filter((action) => !action.roles.includes('pemohon'))
    .flatMap((action) => action.form ?? [])
}
