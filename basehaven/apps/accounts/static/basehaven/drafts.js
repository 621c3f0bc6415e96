// Keeps what somebody types until it is saved. A form asks for it with
// data-draft-form and data-draft-subject and includes accounts/_draft.html.
// What was typed goes to the server every few seconds. When the sign-in has
// ended meanwhile, it waits in this tab and goes in again after a new one.
(function () {
  'use strict'
  const EVERY = 4000 // milliseconds between two saves while somebody types
  const NEVER = /^(csrfmiddlewaretoken|request_id|draft_\w+)$|password/i

  function typed (form) {
    const values = {}
    for (const control of form.elements) {
      const name = control.name
      if (!name || NEVER.test(name) || control.disabled) continue
      if (/^(file|submit|button|password|image|reset)$/.test(control.type)) continue
      let value = control.value
      if (control.type === 'radio' && !control.checked) continue
      if (control.type === 'checkbox') value = control.checked ? control.value : ''
      if (control.type === 'select-multiple') {
        values[name] = Array.from(control.selectedOptions, option => option.value)
      } else if (name in values) {
        values[name] = [].concat(values[name], value).filter(Boolean)
      } else {
        values[name] = value
      }
    }
    return values
  }

  function fill (form, values) {
    for (const control of form.elements) {
      if (!(control.name in values)) continue
      const given = [].concat(values[control.name])
      if (control.type === 'radio' || control.type === 'checkbox') {
        control.checked = given.includes(control.value)
      } else if (control.type === 'select-multiple') {
        for (const option of control.options) option.selected = given.includes(option.value)
      } else if (!/^(file|submit|button|password|image|reset|hidden)$/.test(control.type)) {
        control.value = given[0]
      }
    }
  }

  function watch (form) {
    const said = form.querySelector('[data-draft-said]')
    if (!said) return
    const subject = form.dataset.draftSubject || ''
    const here = ['draft', said.dataset.draftUser, form.dataset.draftForm, subject].join(':')
    let last = JSON.stringify(typed(form))
    let timer = null
    let leaving = false

    function waitInTab (values, to) {
      sessionStorage.setItem(here, values)
      const link = document.createElement('a')
      const back = encodeURIComponent(location.pathname + location.search)
      link.href = to || '/accounts/login/?next=' + back
      link.textContent = said.dataset.draftSignIn
      said.replaceChildren(said.dataset.draftLost + ' ', link)
    }

    async function keep () {
      timer = null
      const values = JSON.stringify(typed(form))
      if (values === last || leaving) return
      const body = new URLSearchParams({ form: form.dataset.draftForm, subject, values })
      try {
        const response = await fetch(said.dataset.draftUrl, {
          method: 'POST',
          body,
          redirect: 'manual',
          headers: {
            Accept: 'application/json',
            'X-CSRFToken': form.elements.csrfmiddlewaretoken.value
          }
        })
        if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) {
          waitInTab(values)
          return
        }
        const answer = await response.json()
        said.textContent = answer.said || answer.problem || ''
        if (response.ok) last = values
      } catch (error) {
        timer = setTimeout(keep, EVERY) // no network at the moment: once more
      }
    }

    const waiting = sessionStorage.getItem(here)
    if (waiting) {
      sessionStorage.removeItem(here)
      fill(form, JSON.parse(waiting))
      keep()
    }
    form.addEventListener('input', function () {
      if (timer === null) timer = setTimeout(keep, EVERY)
    })
    form.addEventListener('submit', function () { leaving = true })
    document.addEventListener('visibilitychange', function () {
      if (document.visibilityState === 'hidden') keep()
    })
  }

  function start () {
    document.querySelectorAll('form[data-draft-form]').forEach(watch)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
