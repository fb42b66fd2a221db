/**
 * Browsers inside other apps, by what they call themselves.
 *
 * Many of them have no camera at all and say so by leaving `getUserMedia` out. The name alone
 * blocks nobody: it only chooses the better advice once the camera turned out to be missing.
 */
const IN_APP_BROWSERS: readonly RegExp[] = [
  /MicroMessenger/i, // WeChat
  /Weibo/i,
  /\bQQ\//i,
  /AlipayClient/i,
  /Instagram/i,
  /FBAN|FBAV|FB_IAB/i, // Facebook
  /BytedanceWebview|aweme|NewsArticle/i, // Douyin, Toutiao
  /DingTalk/i,
  /\bLine\//i,
  /XiaoHongShu|discover\/.*xhs/i,
];

export function isInAppBrowser(userAgent: string): boolean {
  return IN_APP_BROWSERS.some((pattern) => pattern.test(userAgent));
}
