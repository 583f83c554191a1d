import { shallowRef } from 'vue'
import { t } from '../texts/index.ts'

/** What the region calls its platform; the shell's own name until a region is known. */
export const platformName = shallowRef(t('shell.name'))
