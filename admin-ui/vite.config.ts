import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The configuration interface: built once, served by the engine from `/admin/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [vue()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    chunkSizeWarningLimit: 900,
  },
  server: {
    // The browser's own host travels on: the engine refuses what another site sends.
    proxy: {
      '/api': { target: process.env.ENGINE_URL ?? 'http://localhost:8080', changeOrigin: false },
    },
  },
})
