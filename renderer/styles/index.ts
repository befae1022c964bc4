/** Every style sheet, in the order of the cascade. */
import 'uplot/dist/uPlot.min.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import './controls.css';
import './shell.css';
import './overview.css';
import './panels.css';
import './chart.css';
import './monitor.css';
import './dialogs.css';
import './logs.css';
import './inspector.css';
import './errors.css';
import './first-start.css';
import './popover.css';
