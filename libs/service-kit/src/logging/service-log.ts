/** Token under which a service's log is injected. */
export const serviceLog = Symbol('serviceLog');
