import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { SearchDocument } from '../../src/features/search/search-engine.ts';
import type { MeiliServer } from './meilisearch.ts';

type Query = { q: string; filter: string[]; matchingStrategy: 'all' | 'last'; offset: number; limit: number };

/**
 * As much of Meilisearch's HTTP interface as our adapter speaks, for machines without one. It must pass the very tests that the
 * real server passes: phrases in order, filters on lists, all words or some of them, and tasks that are done at once.
 */
export async function startMeilisearchDouble(): Promise<MeiliServer> {
  const documents = new Map<string, SearchDocument>();
  const server = express().use(express.json({ limit: '50mb' }));
  const task = { taskUid: 1, indexUid: 'listings', status: 'enqueued', type: 'any', enqueuedAt: new Date().toISOString() };

  server.post('/indexes', (_request, response) => void response.status(202).json(task));
  server.patch('/indexes/:name/settings', (_request, response) => void response.status(202).json(task));
  server.get('/tasks/:id', (_request, response) => void response.json({ ...task, uid: 1, status: 'succeeded' }));
  server.post('/indexes/:name/documents', ({ body }, response) => {
    for (const document of body as SearchDocument[]) documents.set(document.id, document);
    response.status(202).json(task);
  });
  server.post('/indexes/:name/documents/delete-batch', ({ body }, response) => {
    for (const id of body as string[]) documents.delete(id);
    response.status(202).json(task);
  });
  server.get('/indexes/:name/documents', ({ query }, response) => {
    const from = Number(query['offset']);
    const results = [...documents.keys()].slice(from, from + Number(query['limit'])).map((id) => ({ id }));
    response.json({ results, offset: from, limit: results.length, total: documents.size });
  });
  server.post('/indexes/:name/search', ({ body }, response) => {
    const query = body as Query;
    const hits = [...documents.values()]
      .filter((document) => query.filter.every((filter) => passes(document, filter)) && answers(document, query))
      .sort((a, b) => rank(b, query) - rank(a, query) || b.publishedAt - a.publishedAt);
    response.json({
      hits: hits.slice(query.offset, query.offset + query.limit).map(({ id }) => ({ id })),
      estimatedTotalHits: hits.length,
    });
  });

  const http = server.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    key: undefined,
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

function passes(document: SearchDocument, filter: string): boolean {
  const [, name = '', value = ''] = /^(\w+) = "?([^"]*)"?$/.exec(filter) ?? [];
  const kept = document[name as 'side' | 'regions' | 'industries'];
  return typeof kept === 'string' ? kept === value : kept.includes(value);
}

function answers(document: SearchDocument, { q, matchingStrategy }: Query): boolean {
  const terms = termsOf(q);
  if (terms.length === 0) return true;
  return matchingStrategy === 'all' ? terms.every((term) => has(document, term)) : terms.some((term) => has(document, term));
}

function rank(document: SearchDocument, { q }: Query): number {
  return termsOf(q).filter(({ text }) => document.title.toLowerCase().includes(text)).length;
}

function termsOf(q: string): { text: string; isPhrase: boolean }[] {
  return [...q.matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, word = '']) => ({
    text: phrase ?? word,
    isPhrase: phrase !== undefined,
  }));
}

function has({ title, text, words }: SearchDocument, term: { text: string; isPhrase: boolean }): boolean {
  if (term.isPhrase) return words.split(' ').includes(term.text);
  return `${title} ${text} ${words}`.toLowerCase().includes(term.text);
}
