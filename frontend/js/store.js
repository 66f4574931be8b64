// Drafts kept on this device, in IndexedDB. Where the browser forbids it, nothing is kept.

const open = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("yunqiao", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function ask(mode, question) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("drafts", mode);
      const request = question(transaction.objectStore("drafts"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const all = () => ask("readonly", (drafts) => drafts.getAll());
export const get = (key) => ask("readonly", (drafts) => drafts.get(key));
export const put = (draft) => ask("readwrite", (drafts) => drafts.put(draft));
export const remove = (key) => ask("readwrite", (drafts) => drafts.delete(key));
export const clear = () => ask("readwrite", (drafts) => drafts.clear());
