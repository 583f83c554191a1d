import type { OpenAction } from '#core/api'
import { t } from '../../texts/index.ts'

/** Saving and submitting happen in the form; everything else is decided here. The main one comes last. */
export function reviewActions(actions: readonly OpenAction[]): readonly OpenAction[] {
  const weight = (it: OpenAction) =>
    it.tone === 'primary' || it.action === 'reassign' ? 2 : it.tone === 'danger' ? 0 : 1
  return actions
    .filter((it) => it.action !== 'save' && it.action !== 'submit')
    .map((it) => (it.action === 'reassign' ? { ...it, tone: 'primary' as const } : it))
    .sort((a, b) => weight(a) - weight(b))
}

/** What each key means, first what fits. */
export const keyActions = {
  a: ['approve', 'record', 'verify', 'reassign'],
  r: ['refuse', 'reject-verification', 'return'],
  b: ['return'],
} as const

/** The key shown on an action's button; empty when it has none. */
export function keyOf(action: string, open: readonly OpenAction[]): string {
  for (const [key, names] of Object.entries(keyActions)) {
    const taken = names.find((name) => open.some((it) => it.action === name))
    if (taken === action) return key.toUpperCase()
  }
  return ''
}

/** Ready reasons: the region's own (`messages.reason-…`), else those of the shell. */
export function templatesOf(messages: Readonly<Record<string, string>>): readonly string[] {
  const own = Object.entries(messages).flatMap(([name, text]) =>
    name.startsWith('reason-') ? [text] : [],
  )
  if (own.length > 0) return own
  return (['unclear', 'mismatch', 'missing', 'hours', 'twice'] as const).map((it) =>
    t(`inbox.reasons.${it}`),
  )
}
