// @peculiar/x509 resolves its parts through tsyringe, which demands this polyfill to be loaded first.
import 'reflect-metadata';

export * from '@peculiar/x509';
