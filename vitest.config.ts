import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Four kinds of test, by what they need: nothing, a database, a page, a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: [
            'tests/core/**/*.test.ts',
            'tests/packs/**/*.test.ts',
            'tests/documents/**/*.test.ts',
            'tests/*.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['tests/{storage,services,http,jobs}/**/*.test.ts'],
          globalSetup: ['tests/support/servers.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.ts'],
          environment: 'jsdom',
          // Whole, element-plus would be transformed at every start (7 s); only what imports CSS has to be.
          server: { deps: { inline: [/element-plus\/(theme-chalk|.*\/style\/)/] } },
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/servers.ts'],
          fileParallelism: false,
          // After the others: a browser beside them would only make everybody late.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
