type Renew = () => Promise<boolean>

let renew: Renew = () => Promise.resolve(false)
let asking: Promise<boolean> | undefined

/** The shell says here how a person signs in again without leaving the page. */
export function whenSignedOut(handler: Renew): void {
  renew = handler
}

/** True once signed in again. However many calls find the session gone, the person is asked once. */
export function signInAgain(): Promise<boolean> {
  asking ??= renew().finally(() => {
    asking = undefined
  })
  return asking
}
