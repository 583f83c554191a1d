/// <reference types="vite/client" />

declare module 'element-plus/dist/index.css'
