// Lets Node import the desk's modules by the names that bundle.json gives them.
import { register } from 'node:module';

register('./names.js', import.meta.url);
