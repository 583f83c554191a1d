import type { Ref } from 'vue'
import { useShortcuts } from '../../composables/use-shortcuts.ts'
import type { Shortcut } from '../../parts/ShortcutHelp.vue'
import { t } from '../../texts/index.ts'
import { keyActions } from './review-actions.ts'

export interface DeskKeys {
  next(): void
  previous(): void
  /** Takes the first of these actions that is open now. */
  press(names: readonly string[]): void
  select(): void
  showEvidence(): void
  search(): void
  back(): void
  help(): void
}

/** The whole desk under one hand. */
export function useDeskKeys(keys: DeskKeys, isOn: Readonly<Ref<boolean>>): void {
  useShortcuts(
    [
      { keys: ['j'], run: keys.next },
      { keys: ['k'], run: keys.previous },
      ...Object.entries(keyActions).map(([key, names]) => ({
        keys: [key],
        run: () => keys.press(names),
      })),
      { keys: [' '], run: keys.select },
      { keys: ['e'], run: keys.showEvidence },
      { keys: ['/'], run: keys.search },
      { keys: ['Escape'], run: keys.back },
      { keys: ['?', '？'], run: keys.help },
    ],
    isOn,
  )
}

/** The same, for the help. */
export const deskShortcuts = (): readonly Shortcut[] => [
  { keys: ['J'], says: t('inbox.keys.next') },
  { keys: ['K'], says: t('inbox.keys.previous') },
  { keys: ['A'], says: t('inbox.keys.approve') },
  { keys: ['R'], says: t('inbox.keys.refuse') },
  { keys: ['B'], says: t('inbox.keys.return') },
  { keys: ['Space'], says: t('inbox.keys.select') },
  { keys: ['E'], says: t('inbox.keys.evidence') },
  { keys: ['←', '→', '+', '-', 'R'], says: t('inbox.keys.evidenceMove') },
  { keys: ['/'], says: t('inbox.keys.search') },
  { keys: ['Esc'], says: t('inbox.keys.back') },
  { keys: ['?'], says: t('inbox.keys.help') },
]
