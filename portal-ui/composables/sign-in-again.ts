import { shallowRef } from 'vue'
import { whenSignedOut } from '../api/index.ts'
import { queryClient } from './query-client.ts'

/** Set while the dialog is open; the waiting calls go on when it is answered. */
export const answerSignIn = shallowRef<((signedIn: boolean) => void) | undefined>()

whenSignedOut(
  () =>
    new Promise((done) => {
      // Nobody was signed in: there is no work to save, and the router leads to the sign-in page.
      if (!queryClient.getQueryData(['session'])) done(false)
      else {
        answerSignIn.value = (signedIn) => {
          answerSignIn.value = undefined
          done(signedIn)
        }
      }
    }),
)
