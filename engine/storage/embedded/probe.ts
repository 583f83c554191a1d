import pg from 'pg'
import { databaseName, type Home, user } from './home.ts'

/** Not ready: ask again, or never (`final` says why). */
export interface NotReady {
  readonly final?: string
}

/**
 * Whether the cluster's server answers on this port, with our password; makes our database in it
 * when it is new. `data_directory` proves that it is this cluster and not a neighbour's.
 */
export async function isReady(home: Home, port: number): Promise<'ready' | NotReady> {
  const client = new pg.Client({
    connectionString: urlOf(home, port, 'postgres'),
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory !== home.cluster) {
      return { final: `端口 ${port} 上回应的是 ${rows[0]?.data_directory} 的服务器` }
    }
    const known = await client.query('select from pg_database where datname = $1', [databaseName])
    if (known.rowCount === 0) await client.query(`create database ${databaseName}`)
    return 'ready'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // 28P01 and 28000: refused at the door; everything else is a server that is coming or going.
    return code === '28P01' || code === '28000' ? { final: '它不接受我们的密码' } : {}
  } finally {
    await client.end().catch(() => undefined)
  }
}

export function urlOf(home: Home, port: number, database = databaseName): string {
  return `postgres://${user}:${home.password}@127.0.0.1:${port}/${database}`
}
