import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/kern.css';
import './styles/kern-compact.css';
import './styles/forms.css';
import './styles/tables.css';
import App from './App.svelte';
import { language } from './texts';

document.documentElement.lang = language;
const target = document.getElementById('app');
if (target) mount(App, { target });
