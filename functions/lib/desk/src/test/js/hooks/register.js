// Lets Node import the desk's modules by the names that the import map of the page gives them.
import { register } from 'node:module';

register('./names.js', import.meta.url);
