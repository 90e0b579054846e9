import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Makes an empty database, or a copy of one to which nobody is connected.
 * @param directory in which the server's socket lies
 * @param from address of that one
 * @returns its `postgres://` address
 */
export async function createDatabase(directory: string, from?: string): Promise<string> {
  const name = `hub_${randomBytes(8).toString('hex')}`;
  // By files instead of through the log: the log is for those who recover (PostgreSQL 18, CREATE DATABASE, "strategy").
  const copy = from === undefined ? '' : ` template ${nameIn(from)} strategy file_copy`;
  await ask(directory, [`create database ${name}${copy}`]);
  return `postgres://hub@localhost/${name}?host=${encodeURIComponent(directory)}`;
}

/** Each of them is several megabytes on disk. Whoever is still connected to one is thrown out. */
export async function dropDatabases(directory: string, addresses: readonly string[]): Promise<void> {
  await ask(
    directory,
    addresses.map((address) => `drop database ${nameIn(address)} with (force)`),
  );
}

async function ask(directory: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ host: directory, user: 'hub', database: 'postgres' });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const nameIn = (address: string) => new URL(address).pathname.slice(1);
