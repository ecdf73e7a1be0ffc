export { type ApiClient, createApi, problemOf } from './api.ts';
export { ApiError, type Page, type Written } from './types.ts';
