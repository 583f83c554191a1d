import 'element-plus/dist/index.css'
import './styles/tokens.css'
import './styles/base.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { queryClient } from './composables/query-client.ts'
import { router } from './router.ts'
import { i18n } from './texts/index.ts'

createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).mount('#app')
