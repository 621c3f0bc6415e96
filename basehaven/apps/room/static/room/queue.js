// Moments that wait for the network: kept on the device, locked with their author's key,
// sent in order, each exactly once. The server knows each by its request_id.
(() => {
  "use strict";
  const NAME = "basehaven-room", STORE = "moments";

  function opened() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "n", autoIncrement: true });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  function done(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  const bytes = (hex) => new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));

  class Queue {
    constructor(author, key, send) {
      this.author = author;
      this.send = send;
      this.sending = false;
      this.key = crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    }

    async store(mode) {
      const db = await opened();
      return db.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
    }

    async add(fields) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(fields));
      const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, text);
      await done((await this.store("readwrite")).add({ author: this.author, iv, locked }));
    }

    async all() {
      return done((await this.store("readonly")).getAll());
    }

    async unlocked(item) {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: item.iv }, await this.key, item.locked);
      return JSON.parse(new TextDecoder().decode(text));
    }

    // Oldest first; what the server does not accept stays and is told.
    async flush(told) {
      if (this.sending) return;
      this.sending = true;
      try {
        for (const item of await this.all()) {
          if (item.author !== this.author) continue;
          const fields = await this.unlocked(item);
          const answer = await this.send(fields);
          if (answer.away) break;
          if (answer.saved) {
            await done((await this.store("readwrite")).delete(item.n));
            told("saved", answer, fields);
          } else {
            told("refused", answer, fields);
          }
        }
      } finally {
        this.sending = false;
      }
    }
  }

  window.BasehavenQueue = Queue;
})();
