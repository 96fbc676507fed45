/** What @types/google-apps-script 2.0.13 lacks, and the one global that the build writes. */
declare namespace GoogleAppsScript {
  namespace URL_Fetch {
    interface URLFetchRequestOptions {
      /** Google's default is 360 s: an execution would end before the answer is given up. */
      timeoutSeconds?: number;
    }
  }
  namespace Script {
    interface ScriptApp {
      getAuthorizationInfo(authMode: AuthMode, oAuthScopes: string[]): AuthorizationInfo;
    }
  }
}

/** Written to config.js by the build; read when a call runs, never while the files load. */
declare const DECOMPTE_CONFIG: {
  readonly apiUrl: string;
  readonly environment: string;
  /** A trial build: the menu offers the self-test. */
  readonly selfTest?: boolean;
};
