export const plain = "app-AbC123.js";
