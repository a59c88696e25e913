import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { keepIconsQuiet } from './shell/quietIcons';
import './shell/app.css';

dayjs.locale('zh-cn');

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
keepIconsQuiet(document.body);
createRoot(root).render(<App />);
