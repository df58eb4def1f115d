import type { PersonalDataSource } from '../types.ts'
import { createAssignments } from './assignments.ts'
import { createCounter } from './counter.ts'
import type { Deps } from './deps.ts'
import { createMyData } from './my-data.ts'
import { createOfficerAdmin } from './officers.ts'
import { createChangePassword, createResetPassword } from './password.ts'
import { createProfile } from './profile.ts'
import { createAddNik, createRegister } from './register.ts'
import { createSecondFactor } from './second-factor.ts'
import { createSecondStep } from './second-step.ts'
import { createSessionActions } from './sessions.ts'
import { createSignIn } from './sign-in.ts'

/** Everything a person can do here, for the web. */
export function createActions(deps: Deps, sources: readonly PersonalDataSource[] = []) {
  return {
    signIn: createSignIn(deps),
    secondStep: createSecondStep(deps),
    register: createRegister(deps),
    addNik: createAddNik(deps),
    changePassword: createChangePassword(deps),
    resetPassword: createResetPassword(deps),
    profile: createProfile(deps),
    secondFactor: createSecondFactor(deps),
    sessions: createSessionActions(deps),
    myData: createMyData(deps, sources),
    officers: createOfficerAdmin(deps),
    assignments: createAssignments(deps),
    counter: createCounter(deps),
  }
}

export type Actions = ReturnType<typeof createActions>
