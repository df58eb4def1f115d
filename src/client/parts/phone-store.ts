// A database of this browser: named stores, each with its key, opened at the first use.
type Ask<Name extends string> = <T>(
  name: Name,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
) => Promise<T>

/** @returns one request in a transaction of its own, answered when the disk has it */
export function phoneStore<Name extends string>(
  database: string,
  keys: Readonly<Record<Name, string | string[]>>,
): Ask<Name> {
  let opened: Promise<IDBDatabase> | undefined
  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(database, 1)
      asked.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries<string | string[]>(keys))
          asked.result.createObjectStore(name, { keyPath })
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    return opened
  }
  return async (name, mode, work) => {
    const db = await open()
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(name, mode)
      const asked = work(transaction.objectStore(name))
      // Not before the disk has it: a tab closed at once must not lose it.
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
    })
  }
}
