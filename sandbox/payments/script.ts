/**
 * The script `@tosspayments/tosspayments-sdk` loads: it sets `window.TossPayments`, a function that takes the client
 * key. Only `payment().requestPayment()` with method CARD is there. It opens the payment page by navigating, so the
 * shop's content policy needs this origin as a script source and nothing else (for `iframe`, as a frame source too).
 */
export const SDK_SCRIPT = `(function () {
  'use strict';
  var base = new URL(document.currentScript.src).href.replace(/\\/v2\\/standard.*$/, '');

  function failure(code, message) {
    var error = new Error(message);
    error.name = code;
    error.code = code;
    return error;
  }

  function check(request) {
    if (!request || typeof request !== 'object') return 'requestPayment takes an object';
    if (request.method !== 'CARD') return 'method must be CARD in the sandbox';
    if (!request.amount || !Number.isSafeInteger(request.amount.value)) return 'amount.value must be whole won';
    if (request.amount.currency !== 'KRW') return 'amount.currency must be KRW';
    if (request.amount.value < 100) return 'amount.value must be 100 or more';
    if (!/^[A-Za-z0-9\\-_=]{6,64}$/.test(request.orderId || '')) return 'orderId must be 6 to 64 of letters, digits, - _ =';
    if (!request.orderName || request.orderName.length > 100) return 'orderName must be 1 to 100 characters';
    if (!request.successUrl || !request.failUrl) return 'successUrl and failUrl are needed in the sandbox';
    if (request.metadata && Object.keys(request.metadata).length > 5) return 'metadata takes 5 pairs at most';
    return null;
  }

  function openFrame(url, active) {
    return new Promise(function (_, reject) {
      var frame = document.createElement('iframe');
      frame.title = 'Payment';
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:Canvas';
      function closed(error) {
        window.removeEventListener('message', listen);
        frame.remove();
        active.close = null;
        reject(error);
      }
      function listen(event) {
        if (event.source !== frame.contentWindow || event.data !== 'payment-page-closed') return;
        closed(failure('USER_CANCEL', 'The payment page was closed.'));
      }
      active.close = function () { closed(failure('PAYMENT_REQUEST_ABORTED', 'The payment page was closed by the shop.')); };
      window.addEventListener('message', listen);
      frame.src = url;
      document.body.appendChild(frame);
    });
  }

  function payment(clientKey, customerKey) {
    var active = { close: null };
    return {
      requestPayment: function (request) {
        var problem = check(request);
        if (problem) return Promise.reject(failure('INVALID_PARAMETERS', problem));
        var touch = window.matchMedia('(pointer: coarse)').matches;
        var target = request.windowTarget || (touch ? 'self' : 'iframe');
        var card = request.card || {};
        var url = new URL(base + '/v2/open');
        url.searchParams.set('clientKey', clientKey);
        url.searchParams.set('request', JSON.stringify({
          method: request.method, amount: request.amount.value, currency: request.amount.currency,
          orderId: request.orderId, orderName: request.orderName, customerKey: customerKey,
          successUrl: new URL(request.successUrl, location.href).href, failUrl: new URL(request.failUrl, location.href).href,
          windowTarget: target, language: card.language || null, metadata: request.metadata || null
        }));
        if (target === 'iframe') return openFrame(url.href, active);
        location.assign(url.href);
        return new Promise(function () {});
      },
      destroy: function () {
        if (active.close) active.close();
        return Promise.resolve();
      }
    };
  }

  function TossPayments(clientKey) {
    if (typeof clientKey !== 'string' || !clientKey) throw failure('INVALID_CLIENT_KEY', 'The client key is missing.');
    return {
      payment: function (options) {
        if (!options || !options.customerKey) throw failure('INVALID_CUSTOMER_KEY', 'customerKey is missing.');
        return payment(clientKey, options.customerKey);
      },
      widgets: function () { throw failure('NOT_SUPPORTED', 'The sandbox has no widgets.'); },
      brandpay: function () { throw failure('NOT_SUPPORTED', 'The sandbox has no brandpay.'); }
    };
  }
  TossPayments.ANONYMOUS = '@@ANONYMOUS';
  window.TossPayments = TossPayments;
})();
`;
