export { type ApiClient, createApi } from './api.ts';
export { ApiError, type Page, type Written } from './types.ts';
