/**
 * Detectors: the list. A detector has a file here, a policy file
 * `content/policy/masks/<kind>.md` and an example folder
 * `tests/export/detectors/<kind>/`, or none of them.
 */
import { account } from './account.ts';
import { authorMark } from './author-mark.ts';
import { card } from './card.ts';
import type { Detector } from './detector.ts';
import { email } from './email.ts';
import { mobile } from './mobile.ts';
import { residentNumber } from './resident-number.ts';

/**
 * Names what these detectors find. Raise it with every change in this folder that
 * can change a finding, also one in `normalise.ts`: everything already published is
 * then screened again. A change of words or speed alone leaves it as it is.
 */
export const DETECTOR_VERSION = '2';

/** All detectors; the order is that of the counts shown to readers. */
export const DETECTORS: readonly Detector[] = [authorMark, residentNumber, mobile, email, card, account];
