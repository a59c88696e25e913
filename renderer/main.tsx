import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { firstAnswers } from './shell/firstAnswers';
import { preloadScreen } from './shell/screens';
import { keepIconsQuiet } from './shell/quietIcons';
import './shell/app.css';

dayjs.locale('zh-cn');

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Where most starts end; loading it beside the first call to main saves a round trip.
void preloadScreen('dashboard');
keepIconsQuiet(document.body);
const page = createRoot(root);
void firstAnswers().then((first) => page.render(<App first={first} />));
