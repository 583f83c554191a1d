import 'element-plus/dist/index.css'
import './styles/index.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { queryClient } from './query-client.ts'
import { router } from './router.ts'

createApp(App).use(VueQueryPlugin, { queryClient }).use(router).mount('#app')
