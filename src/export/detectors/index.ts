/**
 * Detectors: the list. A detector has a file here, a policy file
 * `content/policy/masks/<kind>.md` and an example folder
 * `tests/export/detectors/<kind>/`, or none of them.
 */
import { account } from './account.ts';
import { address } from './address.ts';
import { authorMark } from './author-mark.ts';
import { birthDate } from './birth-date.ts';
import { businessNumber } from './business-number.ts';
import { card } from './card.ts';
import type { Detector } from './detector.ts';
import { driverLicence } from './driver-licence.ts';
import { email } from './email.ts';
import { healthInsurance } from './health-insurance.ts';
import { ipAddress } from './ip-address.ts';
import { mobile } from './mobile.ts';
import { name } from './name.ts';
import { passport } from './passport.ts';
import { residentNumber } from './resident-number.ts';
import { telephone } from './telephone.ts';
import { vehiclePlate } from './vehicle-plate.ts';

/**
 * Names what these detectors find. Raise it with every change in this folder that
 * can change a finding, also one in `normalise.ts`: everything already published is
 * then screened again. A change of words or speed alone leaves it as it is.
 */
export const DETECTOR_VERSION = '3';

/** All detectors; the order is that of the counts shown to readers. */
export const DETECTORS: readonly Detector[] = [
  authorMark, residentNumber, passport, driverLicence, healthInsurance, birthDate, mobile, telephone, email,
  card, account, businessNumber, vehiclePlate, ipAddress, name, address,
];
