// Jest takes a timeout per project only through the environment of its tests (`globals` in jest.config.js).
jest.setTimeout(globalThis.testTimeoutInMs);
